package pxos.scenario;

/**
 * Why an expectation is not satisfied.
 *
 * @param wanted what was expected
 * @param got what was there instead
 */
public record Unmet(String wanted, String got) {

    @Override
    public String toString() {
        return "wanted " + wanted + ", got " + got;
    }
}
