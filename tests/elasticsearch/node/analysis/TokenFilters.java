package fr.terraincommun.analysis;

import static java.util.Map.entry;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_ALL;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_NUMBERS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_WORDS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.GENERATE_WORD_PARTS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.IGNORE_KEYWORDS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.PRESERVE_ORIGINAL;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.SPLIT_ON_NUMERICS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.util.ElisionFilter;

/** Lucene's token filters under Elasticsearch's names, parameters and defaults. */
final class TokenFilters {

    /** Reads the parameters of a filter once; what it returns wraps each stream. */
    interface Definition {
        UnaryOperator<TokenStream> read(Parameters parameters);
    }

    private static final int WORD_DELIMITER_DEFAULTS = GENERATE_WORD_PARTS
        | GENERATE_NUMBER_PARTS
        | SPLIT_ON_CASE_CHANGE
        | SPLIT_ON_NUMERICS
        | STEM_ENGLISH_POSSESSIVE;

    /** Filters that also mean something with "type" alone. */
    static final Map<String, Definition> OPTIONAL_PARAMETERS = Map.ofEntries(
        entry("edge_ngram", TokenFilters::edgeNGram),
        entry("flatten_graph", parameters -> FlattenGraphFilter::new),
        entry("length", TokenFilters::length),
        entry("lowercase", parameters -> LowerCaseFilter::new),
        entry("ngram", TokenFilters::nGram),
        entry("remove_duplicates", parameters -> RemoveDuplicatesTokenFilter::new),
        entry("snowball", TokenFilters::snowball),
        entry("stemmer", Stemmers::stemmer),
        entry("trim", parameters -> TrimFilter::new),
        entry("unique", TokenFilters::unique),
        entry("uppercase", parameters -> UpperCaseFilter::new),
        entry("word_delimiter_graph", TokenFilters::wordDelimiterGraph)
    );

    /** Filters that mean nothing without parameters. */
    static final Map<String, Definition> REQUIRED_PARAMETERS = Map.of(
        "elision", TokenFilters::elision,
        "keyword_marker", TokenFilters::keywordMarker,
        "pattern_replace", TokenFilters::patternReplace,
        "stemmer_override", TokenFilters::stemmerOverride,
        "truncate", TokenFilters::truncate
    );

    /** Filters that an analyser may name without defining them. */
    static final Map<String, UnaryOperator<TokenStream>> BY_NAME = Map.ofEntries(
        entry("asciifolding", ASCIIFoldingFilter::new),
        entry("edge_ngram", stream -> new EdgeNGramTokenFilter(stream, 1)),
        entry("elision", stream -> new ElisionFilter(stream, FrenchAnalyzer.DEFAULT_ARTICLES)),
        entry("keyword_repeat", KeywordRepeatFilter::new),
        entry("length", stream -> new LengthFilter(stream, 0, Integer.MAX_VALUE)),
        entry("ngram", stream -> new NGramTokenFilter(stream, 1, 2, false)),
        entry("snowball", stream -> new SnowballFilter(stream, "English")),
        entry("stemmer", Stemmers.of("porter")),
        entry("stop", stream -> new StopFilter(stream, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET)),
        entry("trim", TrimFilter::new),
        entry("truncate", stream -> new TruncateTokenFilter(stream, 10)),
        entry("unique", UniqueTokens::new),
        entry("uppercase", UpperCaseFilter::new),
        entry("word_delimiter_graph", stream -> wordDelimiterGraph(stream, true, WORD_DELIMITER_DEFAULTS, null))
    );

    /** Filters that a normalizer of keyword fields may use. */
    static final Set<String> NORMALIZING = Set.of(
        "asciifolding", "elision", "lowercase", "pattern_replace", "trim", "uppercase"
    );

    /** Filters that make several tokens of one, which rules of synonyms cannot be parsed with. */
    static final Set<String> NOT_FOR_SYNONYMS = Set.of(
        "edge_ngram", "keyword_repeat", "ngram", "word_delimiter_graph"
    );

    private TokenFilters() {}

    private static UnaryOperator<TokenStream> edgeNGram(Parameters parameters) {
        int shortest = parameters.number("min_gram", 1);
        int longest = parameters.number("max_gram", 2);
        boolean original = parameters.flag("preserve_original", false);
        UnaryOperator<TokenStream> grams = stream -> new EdgeNGramTokenFilter(stream, shortest, longest, original);
        return switch (parameters.text("side", "front")) {
            case "front" -> grams;
            case "back" -> stream -> new ReverseStringFilter(grams.apply(new ReverseStringFilter(stream)));
            default -> throw parameters.refused("knows the sides front and back");
        };
    }

    private static UnaryOperator<TokenStream> elision(Parameters parameters) {
        boolean ignoreCase = parameters.flag("articles_case", false);
        parameters.required("articles");
        CharArraySet articles = parameters.words("articles", ignoreCase);
        return stream -> new ElisionFilter(stream, articles);
    }

    private static UnaryOperator<TokenStream> keywordMarker(Parameters parameters) {
        CharArraySet words = parameters.words("keywords", parameters.flag("ignore_case", false));
        String expression = parameters.text("keywords_pattern", null);
        if (parameters.has("keywords") == (expression != null)) {
            throw parameters.refused("requires either [keywords] or [keywords_pattern]");
        }
        if (expression == null) {
            return stream -> new SetKeywordMarkerFilter(stream, words);
        }
        Pattern pattern = Pattern.compile(expression);
        return stream -> new PatternKeywordMarkerFilter(stream, pattern);
    }

    private static UnaryOperator<TokenStream> length(Parameters parameters) {
        int shortest = parameters.number("min", 0);
        int longest = parameters.number("max", Integer.MAX_VALUE);
        return stream -> new LengthFilter(stream, shortest, longest);
    }

    private static UnaryOperator<TokenStream> nGram(Parameters parameters) {
        int shortest = parameters.number("min_gram", 1);
        int longest = parameters.number("max_gram", 2);
        boolean original = parameters.flag("preserve_original", false);
        Tokenizers.checkSpread(parameters, shortest, longest);
        return stream -> new NGramTokenFilter(stream, shortest, longest, original);
    }

    private static UnaryOperator<TokenStream> patternReplace(Parameters parameters) {
        Pattern pattern = parameters.pattern("pattern", null);
        String replacement = parameters.text("replacement", "");
        boolean all = parameters.flag("all", true);
        return stream -> new PatternReplaceFilter(stream, pattern, replacement, all);
    }

    private static UnaryOperator<TokenStream> snowball(Parameters parameters) {
        String language = Stemmers.capitalized(parameters.text("language", parameters.text("name", "English")));
        return Stemmers.snowball(language);
    }

    private static UnaryOperator<TokenStream> stemmerOverride(Parameters parameters) {
        StemmerOverrideFilter.Builder rules = new StemmerOverrideFilter.Builder(false);
        for (String rule : parameters.requiredList("rules")) {
            String[] sides = rule.split("=>", -1);
            if (sides.length != 2 || sides[1].isBlank() || sides[1].contains(",")) {
                throw parameters.refused("cannot read the rule [" + rule + "]");
            }
            for (String word : sides[0].split(",", -1)) {
                if (word.isBlank()) {
                    throw parameters.refused("cannot read the rule [" + rule + "]");
                }
                rules.add(word.strip(), sides[1].strip());
            }
        }
        try {
            StemmerOverrideFilter.StemmerOverrideMap map = rules.build();
            return stream -> new StemmerOverrideFilter(stream, map);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static UnaryOperator<TokenStream> truncate(Parameters parameters) {
        parameters.required("length");
        int length = parameters.number("length", 0);
        if (length <= 0) {
            throw parameters.refused("requires a [length] above 0");
        }
        return stream -> new TruncateTokenFilter(stream, length);
    }

    private static UnaryOperator<TokenStream> unique(Parameters parameters) {
        return parameters.flag("only_on_same_position", false) ? RemoveDuplicatesTokenFilter::new : UniqueTokens::new;
    }

    private static UnaryOperator<TokenStream> wordDelimiterGraph(Parameters parameters) {
        int flags = 0;
        flags |= parameters.flag("generate_word_parts", true) ? GENERATE_WORD_PARTS : 0;
        flags |= parameters.flag("generate_number_parts", true) ? GENERATE_NUMBER_PARTS : 0;
        flags |= parameters.flag("catenate_words", false) ? CATENATE_WORDS : 0;
        flags |= parameters.flag("catenate_numbers", false) ? CATENATE_NUMBERS : 0;
        flags |= parameters.flag("catenate_all", false) ? CATENATE_ALL : 0;
        flags |= parameters.flag("split_on_case_change", true) ? SPLIT_ON_CASE_CHANGE : 0;
        flags |= parameters.flag("preserve_original", false) ? PRESERVE_ORIGINAL : 0;
        flags |= parameters.flag("split_on_numerics", true) ? SPLIT_ON_NUMERICS : 0;
        flags |= parameters.flag("stem_english_possessive", true) ? STEM_ENGLISH_POSSESSIVE : 0;
        flags |= parameters.flag("ignore_keywords", false) ? IGNORE_KEYWORDS : 0;
        boolean adjustOffsets = parameters.flag("adjust_offsets", true);
        CharArraySet whole = parameters.has("protected_words") ? parameters.words("protected_words", false) : null;
        int chosen = flags;
        return stream -> wordDelimiterGraph(stream, adjustOffsets, chosen, whole);
    }

    private static TokenStream wordDelimiterGraph(TokenStream stream, boolean adjust, int flags, CharArraySet whole) {
        return new WordDelimiterGraphFilter(stream, adjust, WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE, flags, whole);
    }
}
