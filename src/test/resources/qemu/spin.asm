; The line "go" computes for ever.
%macro FEATURE 0
.loop:  inc ax
        jmp .loop
%endmacro
%include "mini.inc"
