package pxos.model.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which schemas servers refuse, kept from one run to the next for a week, in case a server becomes better.
 *
 * <p>The file is in the user's own cache, never in a workspace, which may be a stranger's:
 *
 * <pre>
 *   {"http://localhost:1234 qwen2.5-coder-7b": {"day": 20783, "refused": {"plan": 1}}}
 * </pre>
 *
 * A file that cannot be read or written is no matter: the server is asked again.
 */
public final class KnownServers {

    private static final Logger LOG = LoggerFactory.getLogger(KnownServers.class);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_SERVERS = 100;
    private static final int MOST_SCHEMAS = 8;
    private static final int DAYS = 7;

    private final Optional<Path> file;
    private final Clock clock;

    private KnownServers(Optional<Path> file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Nothing is known, and nothing is kept. */
    public static KnownServers none() {
        return new KnownServers(Optional.empty(), Clock.systemUTC());
    }

    /**
     * What the user's cache knows, as the XDG Base Directory Specification places it.
     *
     * @param environment as from {@link System#getenv()}
     */
    public static KnownServers in(Map<String, String> environment, Clock clock) {
        String home = environment.getOrDefault("HOME", "");
        String cache = environment.getOrDefault("XDG_CACHE_HOME", home.isEmpty() ? "" : home + "/.cache");
        return new KnownServers(folder(cache).map(folder -> folder.resolve("pxos-orchestrator/servers.json")), clock);
    }

    private static Optional<Path> folder(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What is known of a server with a model. */
    Habits habits(ServerAddress server, String model) {
        Map<String, Integer> refused = new TreeMap<>();
        read().path(key(server, model)).path("refused").properties().forEach(entry -> {
            int schemas = entry.getValue().asInt(0);
            if (schemas > 0 && schemas <= MOST_SCHEMAS) {
                refused.put(entry.getKey(), schemas);
            }
        });
        return new Habits(refused);
    }

    /** Keeps what was learnt of a server with a model. */
    void keep(ServerAddress server, String model, Habits habits) {
        if (file.isEmpty()) {
            return;
        }
        ObjectNode servers = read();
        servers.remove(key(server, model));
        while (servers.size() >= MOST_SERVERS) {
            servers.remove(servers.propertyNames().iterator().next());
        }
        ObjectNode known = servers.putObject(key(server, model)).put("day", today());
        ObjectNode refused = known.putObject("refused");
        habits.refusedSchemas().forEach(refused::put);
        try {
            Files.createDirectories(file.get().getParent());
            Path fresh = Files.createTempFile(file.get().getParent(), "servers", ".json");
            Files.writeString(fresh, Json.writeIndented(servers));
            Files.move(fresh, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("{} cannot be written", file.get(), e);
        }
    }

    private static String key(ServerAddress server, String model) {
        return server.root() + " " + model;
    }

    private long today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone()).toEpochDay();
    }

    /** The servers that are known and not forgotten. */
    private ObjectNode read() {
        ObjectNode servers = Json.object();
        text().flatMap(Json::object)
                .ifPresent(all -> all.properties().forEach(entry -> {
                    JsonNode server = entry.getValue();
                    long age = today() - server.path("day").asLong(0);
                    if (server.isObject() && age >= 0 && age < DAYS) {
                        servers.set(entry.getKey(), server);
                    }
                }));
        return servers;
    }

    private Optional<String> text() {
        try {
            return file.isPresent() && Files.isRegularFile(file.get()) && Files.size(file.get()) <= MOST_BYTES
                    ? Optional.of(new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file.get(), e);
            return Optional.empty();
        }
    }
}
