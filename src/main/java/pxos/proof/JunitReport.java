package pxos.proof;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import pxos.Printable;

/** Writes a test report in the JUnit XML form that CI systems read. */
public final class JunitReport {

    private JunitReport() {}

    /** Writes reports to {@code file} as UTF-8, each as a test suite of the name it stands under. */
    public static void write(Map<String, TestReport> reports, Path file) throws IOException {
        Files.writeString(file, toXml(reports));
    }

    public static String toXml(Map<String, TestReport> reports) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, TestReport> suite : reports.entrySet()) {
                writeSuite(xml, suite.getKey(), suite.getValue());
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML to memory", e);
        }
        return text.toString();
    }

    private static void writeSuite(XMLStreamWriter xml, String name, TestReport report) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", String.valueOf(report.results().size()));
        xml.writeAttribute("failures", count(report, Verdict.FAIL));
        xml.writeAttribute("errors", count(report, Verdict.ERROR));
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", seconds(report.took()));
        for (ScenarioResult result : report.results()) {
            writeCase(xml, result);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private static void writeCase(XMLStreamWriter xml, ScenarioResult result) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "pxos");
        xml.writeAttribute("name", printable(result.name()));
        xml.writeAttribute("time", seconds(result.took()));
        if (result.verdict() != Verdict.PASS) {
            xml.writeStartElement(result.verdict() == Verdict.FAIL ? "failure" : "error");
            xml.writeAttribute("message", printable(result.because()));
            xml.writeCharacters(
                    printable(result.evidence().map(Evidence::toText).orElse("")));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(TestReport report, Verdict verdict) {
        return String.valueOf(report.results().stream()
                .filter(result -> result.verdict() == verdict)
                .count());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }

    /** XML 1.0 has no other control characters than tab and line ends, and no half surrogate pairs. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Printable.isAllowed(c) && c != 0xFFFE && c != 0xFFFF ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
