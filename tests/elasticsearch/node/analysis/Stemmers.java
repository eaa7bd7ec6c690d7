package fr.terraincommun.analysis;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.EmptyTokenStream;
import org.apache.lucene.analysis.snowball.SnowballFilter;

/** The stemmers of French and English by Elasticsearch's names, and those of other languages that are Snowball's. */
final class Stemmers {

    private static final Set<String> SNOWBALL = Set.of(
        "armenian", "basque", "catalan", "danish", "dutch", "estonian", "finnish", "french", "german", "hungarian", "irish",
        "italian", "lithuanian", "norwegian", "portuguese", "romanian", "russian", "serbian", "spanish", "swedish", "turkish"
    );

    private Stemmers() {}

    static UnaryOperator<TokenStream> stemmer(Parameters parameters) {
        return of(parameters.text("language", parameters.text("name", "porter")));
    }

    static UnaryOperator<TokenStream> of(String language) {
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "english", "porter" -> PorterStemFilter::new;
            case "light_english", "lightenglish", "kstem" -> KStemFilter::new;
            case "light_french", "lightfrench" -> FrenchLightStemFilter::new;
            case "minimal_english", "minimalenglish" -> EnglishMinimalStemFilter::new;
            case "minimal_french", "minimalfrench" -> FrenchMinimalStemFilter::new;
            case "porter2" -> snowball("English");
            case "possessive_english", "possessiveenglish" -> EnglishPossessiveFilter::new;
            default -> {
                if (SNOWBALL.contains(language.toLowerCase(Locale.ROOT)) == false) {
                    throw new IllegalArgumentException("no stemmer here for [" + language + "]");
                }
                yield snowball(capitalized(language.toLowerCase(Locale.ROOT)));
            }
        };
    }

    /** Fails for an unknown language when the index is made, not at its first document. */
    static UnaryOperator<TokenStream> snowball(String language) {
        UnaryOperator<TokenStream> chain = stream -> new SnowballFilter(stream, language);
        chain.apply(new EmptyTokenStream());
        return chain;
    }

    static String capitalized(String language) {
        return language.substring(0, 1).toUpperCase(Locale.ROOT) + language.substring(1);
    }
}
