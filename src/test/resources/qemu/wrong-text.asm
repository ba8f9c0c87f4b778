; The line "go" prints K0 instead of OK.
%macro FEATURE 0
        mov si, .text
        call puts
        ret
.text:  db "K0", 0
%endmacro
%include "mini.inc"
