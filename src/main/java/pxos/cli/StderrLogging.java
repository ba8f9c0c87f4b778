package pxos.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.Reporter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback, set up to log warnings to stderr.
 *
 * <p>Logback's own provider looks for configurations and ranks them, at each start.
 */
public final class StderrLogging implements SLF4JServiceProvider {

    /** Of the SLF4J that it was written for (SLF4J, SLF4JServiceProvider). */
    private static final String API_VERSION = "2.0.99";

    private static final String PATTERN = "%-5level %logger{20} - %msg%n";

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

    /** Makes SLF4J use it; before the first logger is asked for. */
    static void choose() {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, StderrLogging.class.getName());
        // Else SLF4J says on stderr that it was told so.
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    }

    @Override
    public void initialize() {
        context.setMDCAdapter(diagnostics);
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnostics;
    }

    @Override
    public String getRequestedApiVersion() {
        return API_VERSION;
    }

    /** Logs what the program itself does, too. */
    static void beVerbose() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext chosen) {
            chosen.getLogger("pxos").setLevel(Level.DEBUG);
        }
    }
}
