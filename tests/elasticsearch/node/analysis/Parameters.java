package fr.terraincommun.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;

/**
 * The parameters of one analysis component, as written in the index settings.
 * A parameter that nobody read is refused: a misspelt name must not pass here unseen.
 */
final class Parameters {

    /** A component without settings of its own is handed those of its index. */
    private static final Set<String> ALWAYS = Set.of("type", "index");

    private final IndexSettings index;
    private final Environment environment;
    private final String name;
    private final Settings settings;
    private final Set<String> read = new HashSet<>(ALWAYS);

    Parameters(IndexSettings index, Environment environment, String name, Settings settings) {
        this.index = index;
        this.environment = environment;
        this.name = name;
        this.settings = settings;
    }

    String name() {
        return name;
    }

    IndexSettings index() {
        return index;
    }

    boolean has(String key) {
        read.add(key);
        return settings.hasValue(key);
    }

    boolean flag(String key, boolean otherwise) {
        read.add(key);
        return settings.getAsBoolean(key, otherwise);
    }

    int number(String key, int otherwise) {
        read.add(key);
        return settings.getAsInt(key, otherwise);
    }

    String text(String key, String otherwise) {
        read.add(key);
        return settings.get(key, otherwise);
    }

    /** The value of a parameter that the component cannot do without. */
    String required(String key) {
        if (has(key) == false) {
            throw refused("requires [" + key + "]");
        }
        return settings.get(key);
    }

    List<String> list(String key) {
        read.add(key);
        return settings.getAsList(key);
    }

    List<String> requiredList(String key) {
        required(key);
        return settings.getAsList(key);
    }

    CharArraySet words(String key, boolean ignoreCase) {
        return new CharArraySet(list(key), ignoreCase);
    }

    /** Stop words: a list of words, or a name such as _french_. */
    CharArraySet stopWords(CharArraySet otherwise) {
        read.add("stopwords");
        return Analysis.parseStopWords(environment, settings, otherwise);
    }

    Pattern pattern(String key, String otherwise) {
        String pattern = otherwise == null ? required(key) : text(key, otherwise);
        return Regex.compile(pattern, text("flags", null));
    }

    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("[" + name + "] of type [" + settings.get("type", name) + "] " + why);
    }

    void refuseUnread() {
        Set<String> unread = new HashSet<>(settings.names());
        unread.removeAll(read);
        if (unread.isEmpty() == false) {
            throw refused(
                "does not know "
                    + Strings.collectionToCommaDelimitedString(unread.stream().sorted().toList())
                    + "; it reads "
                    + Strings.collectionToCommaDelimitedString(read.stream().sorted().toList())
            );
        }
    }
}
