package fr.terraincommun.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.pattern.SimplePatternSplitTokenizer;
import org.apache.lucene.analysis.pattern.SimplePatternTokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.apache.lucene.util.AttributeFactory;

/** Lucene's tokenizers under Elasticsearch's names, parameters and defaults. */
final class Tokenizers {

    /** Reads the parameters of a tokenizer once; what it returns makes one for each stream. */
    interface Definition {
        Supplier<Tokenizer> read(Parameters parameters);
    }

    static final Map<String, Definition> ALL = Map.of(
        "char_group", Tokenizers::charGroup,
        "edge_ngram", Tokenizers::edgeNGram,
        "keyword", Tokenizers::keyword,
        "letter", Tokenizers::letter,
        "ngram", Tokenizers::nGram,
        "pattern", Tokenizers::pattern,
        "simple_pattern", Tokenizers::simplePattern,
        "simple_pattern_split", Tokenizers::simplePatternSplit,
        "whitespace", Tokenizers::whitespace
    );

    /** Tokenizers that an analyser may name without defining them. */
    static final Map<String, Supplier<Tokenizer>> BY_NAME = Map.of(
        "edge_ngram", () -> new EdgeNGramTokenizer(1, 2),
        "keyword", KeywordTokenizer::new,
        "letter", LetterTokenizer::new,
        "ngram", NGramTokenizer::new,
        "pattern", () -> new PatternTokenizer(Pattern.compile("\\W+"), -1),
        "whitespace", WhitespaceTokenizer::new
    );

    private static final Set<Byte> PUNCTUATION = Set.of(
        Character.CONNECTOR_PUNCTUATION,
        Character.DASH_PUNCTUATION,
        Character.END_PUNCTUATION,
        Character.FINAL_QUOTE_PUNCTUATION,
        Character.INITIAL_QUOTE_PUNCTUATION,
        Character.OTHER_PUNCTUATION,
        Character.START_PUNCTUATION
    );

    private static final Set<Byte> SYMBOLS = Set.of(
        Character.CURRENCY_SYMBOL,
        Character.MATH_SYMBOL,
        Character.OTHER_SYMBOL
    );

    private Tokenizers() {}

    private static Supplier<Tokenizer> charGroup(Parameters parameters) {
        int longest = parameters.number("max_token_length", CharTokenizer.DEFAULT_MAX_WORD_LEN);
        IntPredicate separator = character -> false;
        Set<Integer> characters = new HashSet<>();
        for (String group : parameters.list("tokenize_on_chars")) {
            String character = Escapes.read(group);
            if (character.length() == 1) {
                characters.add((int) character.charAt(0));
            } else {
                separator = separator.or(characterClass(parameters, group));
            }
        }
        IntPredicate splits = separator.or(characters::contains);
        return () -> new CharTokenizer(AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY, longest) {
            @Override
            protected boolean isTokenChar(int character) {
                return splits.test(character) == false;
            }
        };
    }

    private static Supplier<Tokenizer> edgeNGram(Parameters parameters) {
        int shortest = parameters.number("min_gram", 1);
        int longest = parameters.number("max_gram", 2);
        IntPredicate kept = tokenCharacters(parameters);
        parameters.text("side", null);  // Wagtail's backend still sends it; the official module ignores it.
        return () -> new EdgeNGramTokenizer(shortest, longest) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    private static Supplier<Tokenizer> keyword(Parameters parameters) {
        int buffer = parameters.number("buffer_size", 256);
        return () -> new KeywordTokenizer(buffer);
    }

    private static Supplier<Tokenizer> letter(Parameters parameters) {
        int longest = parameters.number("max_token_length", CharTokenizer.DEFAULT_MAX_WORD_LEN);
        return () -> new LetterTokenizer(AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY, longest);
    }

    private static Supplier<Tokenizer> nGram(Parameters parameters) {
        int shortest = parameters.number("min_gram", 1);
        int longest = parameters.number("max_gram", 2);
        checkSpread(parameters, shortest, longest);
        IntPredicate kept = tokenCharacters(parameters);
        return () -> new NGramTokenizer(shortest, longest) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    private static Supplier<Tokenizer> pattern(Parameters parameters) {
        Pattern pattern = parameters.pattern("pattern", "\\W+");
        int group = parameters.number("group", -1);
        return () -> new PatternTokenizer(pattern, group);
    }

    private static Supplier<Tokenizer> simplePattern(Parameters parameters) {
        String pattern = parameters.text("pattern", "");
        return () -> new SimplePatternTokenizer(pattern);
    }

    private static Supplier<Tokenizer> simplePatternSplit(Parameters parameters) {
        String pattern = parameters.text("pattern", "");
        return () -> new SimplePatternSplitTokenizer(pattern);
    }

    private static Supplier<Tokenizer> whitespace(Parameters parameters) {
        int longest = parameters.number("max_token_length", CharTokenizer.DEFAULT_MAX_WORD_LEN);
        return () -> new WhitespaceTokenizer(longest);
    }

    /** The number of lengths of n-grams is bounded by index.max_ngram_diff. */
    static void checkSpread(Parameters parameters, int shortest, int longest) {
        int most = parameters.index().getMaxNgramDiff();
        if (longest - shortest > most) {
            throw parameters.refused("may have [max_gram] - [min_gram] of at most " + most + " (index.max_ngram_diff)");
        }
    }

    private static IntPredicate tokenCharacters(Parameters parameters) {
        List<String> classes = parameters.list("token_chars");
        String own = parameters.text("custom_token_chars", "");
        if (classes.isEmpty()) {
            return character -> true;
        }
        IntPredicate kept = character -> false;
        for (String name : classes) {
            kept = kept.or(name.equals("custom") ? character -> own.indexOf(character) >= 0 : characterClass(parameters, name));
        }
        return kept;
    }

    private static IntPredicate characterClass(Parameters parameters, String name) {
        return switch (name) {
            case "letter" -> Character::isLetter;
            case "digit" -> Character::isDigit;
            case "whitespace" -> Character::isWhitespace;
            case "punctuation" -> character -> PUNCTUATION.contains((byte) Character.getType(character));
            case "symbol" -> character -> SYMBOLS.contains((byte) Character.getType(character));
            default -> throw parameters.refused("does not know the characters [" + name + "]");
        };
    }
}
