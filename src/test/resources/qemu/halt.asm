; The line "go" halts for good.
%macro FEATURE 0
        cli
        hlt
%endmacro
%include "mini.inc"
