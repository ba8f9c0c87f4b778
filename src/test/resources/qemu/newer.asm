; The line "go" needs an instruction that came with the Pentium Pro.
%macro FEATURE 0
        cmp ax, ax
        cmovz ax, bx
        ret
%endmacro
%include "mini.inc"
