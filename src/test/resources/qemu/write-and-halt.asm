; The line "go" writes sector 5 and halts for good.
%macro FEATURE 0
        WRITE_SECTOR_5
        cli
        hlt
%endmacro
%include "mini.inc"
