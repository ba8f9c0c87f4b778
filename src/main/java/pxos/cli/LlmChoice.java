package pxos.cli;

/** Which model plans and writes the code. */
enum LlmChoice {
    auto,
    lm_studio,
    recipes;

    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}
