; The line "go" writes sector 5.
%macro FEATURE 0
        WRITE_SECTOR_5
        mov si, .text
        call puts
        ret
.text:  db "OK", 0
%endmacro
%include "mini.inc"
