; The line "go" jumps into empty memory.
%macro FEATURE 0
        jmp 0:0x3000
%endmacro
%include "mini.inc"
