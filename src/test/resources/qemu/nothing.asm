; The line "go" does nothing.
%macro FEATURE 0
        ret
%endmacro
%include "mini.inc"
