; pxOS v1.0 - the part that people wrote: boot sector and vector table.
;
;       nasm -f bin pxos.asm -o pxos.bin          gives exactly 1,024 bytes
;
;   7C00-7C3F   jump and FAT12 BIOS parameter block (BPB)
;   7C40-7C5A   service slots: one near jump each, so that a service never moves
;   7C5B-7DBD   code
;   7DBE-7DFD   mostly texts   QEMU takes 7DBE-7DFD for a partition table:
;                              7DC3, 7DD3, 7DE3, 7DF3 must stay 0 (they end the texts here)
;   7DFE-7DFF   signature
;   7E00-7FDF   safe zone: generated features, empty here
;   7FE0-7FFF   vector table: where features attach
;
; All variables are elsewhere (0600-0651), so the boot sector in memory always equals the one on the disk.
; Facts about INT 10h, 13h and 16h and the BIOS data area: Ralf Brown's Interrupt List.

        cpu     386
        bits    16
        org     0x7C00

; ---- memory -------------------------------------------------------------------------------------

input_line          equ 0x0600          ; 79 characters and a NUL
boot_drive          equ 0x0650          ; byte: 00h floppy, 80h first hard disk
overflow_flag       equ 0x0651          ; byte: not 0 if typed characters did not fit into the line
cursor_column       equ 0x0450          ; byte in the BIOS data area, page 0
stack_top           equ 0x7C00
sector_2            equ 0x7E00
extended_zone       equ 0x8000          ; more code, once M6 has added the loader: word sum 5850h, first word 0 = absent
extended_code       equ 0x8002          ; where the loader starts it, with BX = the loader's node
extended_end        equ 0xA000
fat_buffer          equ 0x0800          ; 9 sectors for a copy of the FAT
sector_buffer       equ 0x1A00          ; one sector
scratch             equ 0x1C00          ; free for features up to 27FF

; A list is a word: the address of its first node, 0 if empty. A node is {next, handler, ...};
; a command's node continues with its NUL-terminated name.
; A pointer is the address of a text. A slot is the address of a routine, 0 if there is none.

vec_banner          equ 0x7FE0          ; pointer: shown once after on_boot
vec_prompt          equ 0x7FE2          ; pointer: shown before each line
vec_on_boot         equ 0x7FE4          ; list: runs once, before the banner
vec_on_key          equ 0x7FE6          ; list: runs for each key, AX = scan code and character
vec_on_line         equ 0x7FE8          ; list: runs for each line; the line is in input_line
vec_commands        equ 0x7FEA          ; list of commands
vec_read_line       equ 0x7FEC          ; slot: reads a line into input_line, returns on Enter
vec_unknown_command equ 0x7FEE          ; slot: called before an unknown command is reported
vec_shell           equ 0x7FF0          ; slot: does everything from one prompt to the next
vec_files           equ 0x7FF2          ; pointer: table of routines that read and write files

; ---- jump and BPB: what mkfs.fat -F 12 -R 18 writes for 1.44 MB ---------------------------------

        jmp     short boot
        nop
        db      "pxOS 1.0"              ; OEM name
        dw      512                     ; bytes per sector
        db      1                       ; sectors per cluster
        dw      18                      ; reserved sectors: this one to the end of track 0
        db      2                       ; copies of the FAT
        dw      224                     ; entries in the root directory
        dw      2880                    ; sectors in all
        db      0xF0                    ; media: 3.5 inch, 1.44 MB
        dw      9                       ; sectors per FAT
        dw      18                      ; sectors per track
        dw      2                       ; heads
        dd      0                       ; hidden sectors
        dd      0                       ; sectors in all, if more than 65,535
        db      0                       ; drive
        db      0                       ; reserved
        db      0x29                    ; the next three fields are present
        dd      0x534F7870              ; serial number
        db      "NO NAME    "           ; volume label: none
        db      "FAT12   "
boot:   jmp     short boot_start

; ---- services -----------------------------------------------------------------------------------
; A service changes only the registers named here. All of them need DS = ES = 0 and DF = 0,
; but for readsec, which reads to any ES.

putc:           jmp near do_putc        ; 7C40  prints the character AL at the cursor
newline:        jmp near do_newline     ; 7C43  moves the cursor to the start of the next row
puts:           jmp near do_puts        ; 7C46  prints the text at SI up to its NUL; SI = after the NUL, CF = 0
getkey:         jmp near do_getkey      ; 7C49  waits for a key that no on_key handler takes: AL character, AH scan code
run_list:       jmp near do_run_list    ; 7C4C  BX = address of a list; CF = 1 if a handler took it; changes BX
readsec:        jmp near do_readsec     ; 7C4F  reads sector AX (0 is the first) to ES:BX; CF = 1 if it cannot be read
prompt:         jmp near do_prompt      ; 7C52  abandons whatever runs and goes to the prompt; does not return
errs:           jmp near do_errs        ; 7C55  prints "Error: " and the text at SI on a fresh row; SI and CF as for puts
skip:           jmp near do_skip        ; 7C58  moves SI over blanks: AL = the character there, 0 at the end of the line

; ---- start --------------------------------------------------------------------------------------

boot_start:
        xor     ax, ax
        mov     ds, ax
        mov     es, ax
        mov     ss, ax                  ; holds off interrupts until SP is set
        mov     sp, stack_top
        cld
        sti
        jmp     0:.here                 ; some BIOSes start us at 07C0:0000
.here:
        mov     [boot_drive], dl
        mov     ax, 0x0003              ; INT 10h AH=00h: 80 x 25 text, cleared, grey on black
        int     0x10

        mov     ax, 1                   ; sector 2 of the disk: features and vectors
        mov     bx, sector_2
        call    readsec
        jc      .without
        cmp     word [vec_prompt], 0    ; some floppy drives give zeros and report no error
        jne     .ready

.without:
        mov     di, vec_banner          ; no features, and the reason instead of the banner
        mov     ax, no_sector_2
        stosw
        mov     ax, default_prompt
        stosw
        xor     ax, ax
        mov     cx, 14
        rep stosw

.ready:
        mov     bx, vec_on_boot
        call    run_list
        call    fresh_row
        mov     bx, vec_banner
        call    do_show

; ---- line after line ----------------------------------------------------------------------------

do_prompt:
        xor     ax, ax
        mov     ds, ax
        mov     es, ax
        mov     ss, ax
        mov     sp, stack_top
        cld
        mov     [input_line], al
        mov     [overflow_flag], al
        call    fresh_row

        mov     ax, [vec_shell]
        test    ax, ax
        jnz     .shell
        mov     bx, vec_prompt
        call    do_show
        mov     ax, [vec_read_line]
        test    ax, ax
        jnz     .read
        mov     ax, echo_line           ; no feature reads lines: use the simple reader below
.read:
        call    ax
        call    newline
        mov     bx, vec_on_line
        call    run_list
        jmp     do_prompt
.shell:
        call    ax
        jmp     do_prompt

; Echoes printable keys until Enter and stores none; a line editor takes over through vec_read_line.
echo_line:
        call    getkey
        cmp     al, 13                  ; Enter
        je      .done
        cmp     al, ' '
        jb      echo_line
        cmp     al, '~'
        ja      echo_line
        call    putc
        jmp     echo_line
.done:
        ret

; ---- the services themselves --------------------------------------------------------------------

do_putc:
        pusha
        mov     ah, 0x0E                ; INT 10h AH=0Eh: print AL, move on, scroll at the end
        mov     bx, 0x0007              ; page 0
        int     0x10
        popa
        ret

; Prints the text that the pointer at BX points to, if there is one.
do_show:
        mov     si, [bx]
        test    si, si
        jnz     do_puts
        ret

do_errs:
        call    fresh_row
        push    si
        mov     si, error_text
        call    puts
        pop     si
                                        ; falls through to print the text itself
do_puts:
        push    ax
.next:
        lodsb
        test    al, al                  ; CF = 0
        jz      .done
        call    putc
        jmp     .next
.done:
        pop     ax
        ret

; Starts a new row unless the cursor is at the start of one.
fresh_row:
        cmp     byte [cursor_column], 0
        jne     do_newline
        ret

do_newline:
        push    ax
        mov     al, 13                  ; carriage return
        call    putc
        mov     al, 10                  ; line feed
        call    putc
        pop     ax
        ret

do_getkey:
        push    bx
.wait:
        xor     ah, ah                  ; INT 16h AH=00h: wait for a key
        int     0x16
        mov     bx, vec_on_key
        call    run_list
        jc      .wait                   ; taken
        pop     bx
        ret

; A handler gets the caller's registers, except BX = its own node. It may change any register but
; SS:SP and must return with DS = ES = 0 and DF = 0. CF = 1 ends the walk.
do_run_list:
        mov     bx, [bx]
        test    bx, bx                  ; CF = 0
        jz      .done
        pusha
        call    [bx+2]
        popa                            ; leaves the flags
        jnc     do_run_list
.done:
        ret

; Hard disks are read by sector number (INT 13h AH=42h): the geometry of a 1.44 MB disk covers only two thirds of it.
do_readsec:
        pusha
        mov     di, 4                   ; tries: a floppy may still be spinning up
.try:
        pusha
        mov     dl, [boot_drive]
        test    dl, dl
        js      .disk

        xor     dx, dx
        mov     cx, 18                  ; sectors per track
        div     cx
        mov     cl, dl
        inc     cx                      ; CL = sector, counted from 1
        shr     ax, 1                   ; AX = cylinder, CF = head
        mov     ch, al                  ; 255 is far beyond the end of the disk
        adc     dh, dh
        mov     dl, [boot_drive]
        mov     ax, 0x0201              ; INT 13h AH=02h: read one sector
        int     0x13
        jmp     .tried
.disk:
        push    0
        push    0
        push    0
        push    ax                      ; number of the sector, 64 bits
        push    es
        push    bx                      ; where to
        push    1                       ; how many
        push    16                      ; size of these eight words
        mov     si, sp
        mov     ah, 0x42                ; INT 13h AH=42h: extended read
        int     0x13
        lea     sp, [si+16]             ; leaves the flags
.tried:
        jnc     .read
        mov     ah, 0                   ; INT 13h AH=00h: reset the drive
        int     0x13
        stc
.read:
        popa
        jnc     .done
        dec     di
        jnz     .try
        stc
.done:
        popa
        ret

; ---- texts and the last service, around the four zero bytes -------------------------------------

        times   0x1A8 - ($ - $$) db 0   ; NASM says "value is negative" here if the code is too long
no_sector_2:
        db      "Error: Cannot read sector 2", 0        ; 7DA8-7DC3
default_banner:
        db      "pxOS v1.0 ready", 0                    ; 7DC4-7DD3
error_text:
        db      "Error: ", 0                            ; 7DD4-7DDB
do_skip:
        lodsb
        cmp     al, ' '
        je      do_skip
        dec     si
        ret                                             ; 7DE2
        times   0x1F4 - ($ - $$) db 0
default_prompt:
        db      "pxOS v1> ", 0          ; 7DF4-7DFD
        dw      0xAA55                  ; 7DFE: signature

; ---- sector 2 -----------------------------------------------------------------------------------

        times   0x3E0 - ($ - $$) db 0   ; safe zone

; === vectors ===
        dw      default_banner          ; 7FE0 banner
        dw      default_prompt          ; 7FE2 prompt
        times   14 dw 0                 ; nothing else is attached
