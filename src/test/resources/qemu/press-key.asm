; The line "go" waits for a key, then prints OK.
%macro FEATURE 0
        xor ax, ax
        int 0x16
        mov si, .text
        call puts
        ret
.text:  db "OK", 0
%endmacro
%include "mini.inc"
