; The line "go" prints OK.
%macro FEATURE 0
        mov si, .text
        call puts
        ret
.text:  db "OK", 0
%endmacro
%include "mini.inc"
