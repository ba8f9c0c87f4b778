; The line "go" loads an empty interrupt table, so that the next interrupt is a triple fault.
%macro FEATURE 0
        lidt [.none]
        int 3
.none:  dw 0, 0, 0
%endmacro
%include "mini.inc"
