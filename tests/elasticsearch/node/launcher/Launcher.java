import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one Elasticsearch node in this process, from es.path.home and es.path.conf as the official distribution does.
 * With -Dterrain.until=PID it ends when that process ends, so that tests leave no server behind.
 */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        LogConfigurator.registerErrorListener();
        LogConfigurator.configureESLogging();
        Path configuration = Path.of(System.getProperty("es.path.conf"));
        Settings settings = Settings.builder()
            .loadFromPath(configuration.resolve("elasticsearch.yml"))
            .put("path.home", System.getProperty("es.path.home"))
            .build();
        Environment environment = new Environment(settings, configuration);
        LogConfigurator.configure(environment, true);
        // Without the last argument the server would have to be on the module path.
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
            Map.of(),
            false
        );
        Node node = new Node(environment, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        Long until = Long.getLong("terrain.until");
        if (until != null) {
            ProcessHandle.of(until).ifPresentOrElse(process -> process.onExit().join(), () -> {});
            System.exit(0);
        }
        new CountDownLatch(1).await();
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
