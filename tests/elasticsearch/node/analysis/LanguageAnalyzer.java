package fr.terraincommun.analysis;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;

/** The ready analysers of a language, with other stop words or words that keep their endings. */
final class LanguageAnalyzer extends AbstractIndexAnalyzerProvider<Analyzer> {

    private final Analyzer analyzer;

    private LanguageAnalyzer(String name, Analyzer analyzer) {
        super(name);
        this.analyzer = analyzer;
    }

    static LanguageAnalyzer french(Parameters parameters) {
        return new LanguageAnalyzer(
            parameters.name(),
            new FrenchAnalyzer(
                parameters.stopWords(FrenchAnalyzer.getDefaultStopSet()),
                parameters.words("stem_exclusion", false)
            )
        );
    }

    static LanguageAnalyzer english(Parameters parameters) {
        return new LanguageAnalyzer(
            parameters.name(),
            new EnglishAnalyzer(
                parameters.stopWords(EnglishAnalyzer.getDefaultStopSet()),
                parameters.words("stem_exclusion", false)
            )
        );
    }

    @Override
    public Analyzer get() {
        return analyzer;
    }
}
