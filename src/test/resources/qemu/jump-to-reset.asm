; The line "go" jumps to the reset vector, which is no clean reboot.
%macro FEATURE 0
        jmp 0xF000:0xFFF0
%endmacro
%include "mini.inc"
