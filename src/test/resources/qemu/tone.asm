; The line "go" plays a tone of 1 kHz for 3 timer ticks.
%macro FEATURE 0
        mov al, 0xB6
        out 0x43, al
        mov ax, 1193
        out 0x42, al
        mov al, ah
        out 0x42, al
        in al, 0x61
        or al, 3
        out 0x61, al
        mov cx, 3
.next:  mov bx, [0x46C]
.same:  hlt
        cmp bx, [0x46C]
        je .same
        loop .next
        in al, 0x61
        and al, 0xFC
        out 0x61, al
        ret
%endmacro
%include "mini.inc"
