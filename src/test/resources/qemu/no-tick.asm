; The line "go" masks the timer's interrupt.
%macro FEATURE 0
        in al, 0x21
        or al, 1
        out 0x21, al
        ret
%endmacro
%include "mini.inc"
