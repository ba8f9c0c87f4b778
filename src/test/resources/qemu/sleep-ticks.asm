; The line "go" sleeps for 1,000 timer ticks.
%macro FEATURE 0
        mov cx, 1000
.next:  mov bx, [0x46C]
.same:  hlt
        cmp bx, [0x46C]
        je .same
        loop .next
        ret
%endmacro
%include "mini.inc"
