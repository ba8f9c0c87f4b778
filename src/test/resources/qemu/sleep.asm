; The line "go" sleeps for ever with interrupts on.
%macro FEATURE 0
.loop:  sti
        hlt
        jmp .loop
%endmacro
%include "mini.inc"
