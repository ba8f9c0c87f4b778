; Never gets to a prompt.
        bits 16
        org 0x7C00
start:  jmp start
        times 510-($-$$) db 0
        dw 0xAA55
default_banner: db "NEVER", 0
default_prompt: db "never> ", 0
        times 0x3E0-($-$$) db 0
        dw default_banner, default_prompt
        times 1024-($-$$) db 0
