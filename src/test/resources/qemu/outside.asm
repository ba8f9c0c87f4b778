; The line "go" runs code that it wrote below the stack.
%macro FEATURE 0
        mov word [0x6000], 0xC390
        mov ax, 0x6000
        call ax
        mov si, .text
        call puts
        ret
.text:  db "OK", 0
%endmacro
%include "mini.inc"
