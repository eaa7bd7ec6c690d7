package fr.terraincommun.analysis;

import java.io.Reader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;

/** Lucene's character filters under Elasticsearch's names, parameters and defaults. */
final class CharFilters {

    /** Reads the parameters of a character filter once; what it returns wraps each text. */
    interface Definition {
        UnaryOperator<Reader> read(Parameters parameters);
    }

    static final Map<String, Definition> OPTIONAL_PARAMETERS = Map.of("html_strip", CharFilters::htmlStrip);

    static final Map<String, Definition> REQUIRED_PARAMETERS = Map.of(
        "mapping", CharFilters::mapping,
        "pattern_replace", CharFilters::patternReplace
    );

    /** Character filters that a normalizer of keyword fields may use. */
    static final Set<String> NORMALIZING = Set.of("mapping", "pattern_replace");

    private CharFilters() {}

    private static UnaryOperator<Reader> htmlStrip(Parameters parameters) {
        Set<String> kept = new HashSet<>(parameters.list("escaped_tags"));
        return reader -> new HTMLStripCharFilter(reader, kept);
    }

    private static UnaryOperator<Reader> mapping(Parameters parameters) {
        NormalizeCharMap.Builder rules = new NormalizeCharMap.Builder();
        for (String rule : parameters.requiredList("mappings")) {
            int arrow = rule.lastIndexOf("=>");
            if (arrow < 0) {
                throw parameters.refused("cannot read the rule [" + rule + "]");
            }
            rules.add(Escapes.read(rule.substring(0, arrow).strip()), Escapes.read(rule.substring(arrow + 2).strip()));
        }
        NormalizeCharMap map = rules.build();
        return reader -> new MappingCharFilter(map, reader);
    }

    private static UnaryOperator<Reader> patternReplace(Parameters parameters) {
        Pattern pattern = parameters.pattern("pattern", null);
        String replacement = parameters.text("replacement", "");
        return reader -> new PatternReplaceCharFilter(pattern, replacement, reader);
    }
}
