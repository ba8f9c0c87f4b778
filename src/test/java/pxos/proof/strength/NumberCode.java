package pxos.proof.strength;

/** Code that reads a number, as people and models write it. */
public final class NumberCode {

    private NumberCode() {}

    /**
     * Reads the digits at SI into BX and goes on at {@code .end}.
     *
     * @param check an instruction after each step, such as one that looks for an overflow; may be empty
     */
    public static String read(String check) {
        return """
            xor bx, bx
            .digit: lodsb
            sub al, '0'
            cmp al, 9
            ja .end
            mov ah, 0
            xchg ax, bx
            mov cx, 10
            mul cx
            CHECK
            add bx, ax
            CHECK
            jmp .digit
            """.replace("CHECK", check);
    }

    /**
     * Prints L for a number of at least 100, else S.
     *
     * @param jump taken for a smaller one: {@code jl} takes 40000 for a negative number, {@code jb} does not
     */
    public static String size(String label, String jump) {
        return label + ": " + read("") + """
            .end: cmp bx, 100
            mov al, 'S'
            JUMP .print
            mov al, 'L'
            .print: call putc
            ret
            """.replace("JUMP", jump);
    }
}
