; The line "go" runs an undefined instruction.
%macro FEATURE 0
        ud2
        ret
%endmacro
%include "mini.inc"
