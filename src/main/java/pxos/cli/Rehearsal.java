package pxos.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pxos.workspace.StartingWorkspace;

/**
 * Runs a goal with recipes and one with a model server, so that {@code bin/archive} sees which classes real runs load.
 */
final class Rehearsal {

    private static final String MODELS =
            "{\"data\":[{\"id\":\"rehearsal\",\"type\":\"llm\",\"state\":\"loaded\",\"loaded_context_length\":4096}]}";
    private static final String PLAN = "{'feature':'rehearsal','summary':'Another banner.','steps':['Set the banner.'],"
            + "'tests':[{'name':'rehearsed','steps':[{'expect':['row \\'REHEARSED\\'']}]}]}";
    private static final String CODE = "{'feature':'rehearsal','primitives':["
            + "{'type':'TEXT','label':'rehearsal_text','text':'REHEARSED'},"
            + "{'type':'HOOK','vector':'banner','label':'rehearsal_text'}]}";

    private Rehearsal() {}

    /** @param args an empty folder to work in */
    public static void main(String[] args) throws Exception {
        Launcher.followLauncher();
        Path folder = Path.of(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Rehearsal::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        run(
                folder.resolve("recipes"),
                "--goal",
                "Update hello message",
                "--llm",
                "auto",
                "--lm-studio-url",
                url + "/none");
        run(folder.resolve("model"), "--goal", "Another banner", "--lm-studio-url", url, "--machine");
        server.stop(0);
        System.exit(0);
    }

    private static void run(Path workspace, String... arguments) throws Exception {
        StartingWorkspace.copyTo(workspace);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--workspace", workspace.toString()));
        Main.execute(all.toArray(new String[0]));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean chat = path.equals("/v1/chat/completions");
            boolean known = chat || path.equals("/api/v0/models");
            String text = chat ? stream(question.contains("\"name\":\"plan\"") ? PLAN : CODE) : known ? MODELS : "{}";
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", chat ? "text/event-stream" : "application/json");
            // A stream has no length.
            exchange.sendResponseHeaders(known ? 200 : 404, chat ? 0 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** As LM Studio streams an answer. */
    private static String stream(String answer) {
        String content = answer.replace("\\'", "\\\\\\\"").replace("'", "\\\"");
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}\n\n"
                + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n";
    }
}
