; The line "go" resets through port CF9.
%macro FEATURE 0
        mov dx, 0xCF9
        mov al, 6
        out dx, al
        jmp $
%endmacro
%include "mini.inc"
