; Computes for a while after each key.
%macro FEATURE 0
        mov si, .text
        call puts
        ret
.text:  db "OK", 0
%endmacro
%define SLOW
%include "mini.inc"
