; The line "go" prints a dot at each timer tick until a key is pressed.
%macro FEATURE 0
.next:  mov bx, [0x46C]
.same:  hlt
        cmp bx, [0x46C]
        je .same
        mov ah, 1
        int 0x16
        jnz .end
        mov al, '.'
        call putc
        jmp .next
.end:   xor ax, ax
        int 0x16
        ret
%endmacro
%include "mini.inc"
