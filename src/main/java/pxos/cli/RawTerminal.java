package pxos.cli;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pxos.Problem;

/** The terminal that the program was started in, while it hands over every key as it is pressed. */
final class RawTerminal implements KeyInput, AutoCloseable {

    private static final File DEVICE = new File("/dev/tty");
    private static final int READ_BYTES = 1024;
    private static final byte[] END = {};

    private final String before;
    private final BlockingQueue<byte[]> read = new LinkedBlockingQueue<>();
    /** A terminal that is not handed back stays unusable, however this process ends. */
    private final Thread restore = new Thread(this::handBack, "terminal");

    private RawTerminal(String before) {
        this.before = before;
    }

    /**
     * @param in where the terminal's keys come from
     * @throws Problem where there is no terminal
     */
    static RawTerminal open(InputStream in) {
        try {
            RawTerminal terminal = new RawTerminal(stty("-g"));
            Runtime.getRuntime().addShutdownHook(terminal.restore);
            stty("raw", "-echo");
            Thread reader = new Thread(() -> terminal.readAll(in), "keys");
            reader.setDaemon(true);
            reader.start();
            return terminal;
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.MISSING,
                    "there is no terminal: " + e.getMessage(),
                    "pxos try shows what keys come to without one.",
                    e);
        }
    }

    private static String stty(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(DEVICE)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes()).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return printed;
    }

    private void readAll(InputStream in) {
        byte[] buffer = new byte[READ_BYTES];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                read.add(Arrays.copyOf(buffer, count));
            }
        } catch (IOException e) {
            // As at its end.
        }
        read.add(END);
    }

    @Override
    public List<String> typed(long waitMillis) throws InterruptedException {
        byte[] bytes = read.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (bytes == null) {
            return List.of();
        }
        return bytes.length == 0 ? List.of(TypedKeys.LEAVE) : TypedKeys.of(bytes);
    }

    @Override
    public Size size() {
        try {
            String[] size = stty("size").split(" ");
            return new Size(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
        } catch (IOException | RuntimeException e) {
            return Size.UNKNOWN;
        }
    }

    /** If the process is ended from outside, nobody else leaves the screen on which pxOS was shown. */
    private void handBack() {
        try (OutputStream out = new FileOutputStream(DEVICE)) {
            out.write(ScreenPainter.END.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The terminal is gone.
        }
        restore();
    }

    private void restore() {
        try {
            stty(before);
        } catch (IOException e) {
            // The terminal is gone.
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restore);
        } catch (IllegalStateException e) {
            // It has run, or runs now.
        }
    }
}
