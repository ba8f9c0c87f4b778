; The line "go" prints OK with attribute 0.
%macro FEATURE 0
        mov ax, 0x0920
        mov bx, 0
        mov cx, 80
        int 0x10
        mov si, .text
        call puts
        ret
.text:  db "OK", 0
%endmacro
%include "mini.inc"
