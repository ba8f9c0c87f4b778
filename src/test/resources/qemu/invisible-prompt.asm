; Shows its prompt black on black.
%macro FEATURE 0
        mov si, .text
        call puts
        ret
.text:  db "OK", 0
%endmacro
%define INVISIBLE
%include "mini.inc"
