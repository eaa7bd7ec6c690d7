package fr.terraincommun.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymFilter;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.AnalysisMode;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

/** synonym and synonym_graph with rules in the settings, in Solr's format, read through the filters that come before. */
record Synonyms(String name, boolean graph, List<String> rules, boolean expand, boolean lenient, boolean updateable)
    implements
        TokenFilterFactory {

    static Synonyms read(Parameters parameters, boolean graph) {
        boolean updateable = parameters.flag("updateable", false);
        if (parameters.text("format", "solr").equals("solr") == false) {
            throw parameters.refused("reads the format solr alone");
        }
        return new Synonyms(
            parameters.name(),
            graph,
            parameters.requiredList("synonyms"),
            parameters.flag("expand", true),
            parameters.flag("lenient", updateable),
            updateable
        );
    }

    @Override
    public AnalysisMode getAnalysisMode() {
        return updateable ? AnalysisMode.SEARCH_TIME : AnalysisMode.ALL;
    }

    @Override
    public TokenStream create(TokenStream stream) {
        throw new IllegalStateException("Synonyms are read once the chain before them is known");
    }

    @Override
    public TokenFilterFactory getChainAwareTokenFilterFactory(
        IndexCreationContext context,
        TokenizerFactory tokenizer,
        List<CharFilterFactory> charFilters,
        List<TokenFilterFactory> previous,
        Function<String, TokenFilterFactory> all
    ) {
        Analyzer before = new CustomAnalyzer(
            tokenizer,
            charFilters.toArray(CharFilterFactory[]::new),
            previous.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new)
        );
        return new Parsed(name, graph, map(before), getAnalysisMode());
    }

    private SynonymMap map(Analyzer before) {
        Parser parser = new Parser(expand, lenient, before);
        try {
            parser.parse(new StringReader(String.join("\n", rules)));
            return parser.build();
        } catch (IOException | ParseException | IllegalArgumentException error) {
            throw new IllegalArgumentException("failed to build synonyms from [" + name + "]: " + reason(error), error);
        }
    }

    private static String reason(Throwable error) {
        return error.getCause() == null ? error.getMessage() : error.getMessage() + ": " + error.getCause().getMessage();
    }

    private record Parsed(String name, boolean graph, SynonymMap synonyms, AnalysisMode mode) implements TokenFilterFactory {
        // SynonymFilter is deprecated in favour of the graph; it is what Elasticsearch calls synonym.
        @SuppressWarnings("deprecation")
        @Override
        public TokenStream create(TokenStream stream) {
            if (synonyms.fst == null) {
                return stream;
            }
            return graph ? new SynonymGraphFilter(stream, synonyms, false) : new SynonymFilter(stream, synonyms, false);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return IDENTITY_FILTER;
        }

        @Override
        public AnalysisMode getAnalysisMode() {
            return mode;
        }
    }

    /** Solr's format; when lenient, a word that the chain before drops leaves the rule instead of failing it. */
    private static final class Parser extends SolrSynonymParser {
        private final boolean lenient;

        Parser(boolean expand, boolean lenient, Analyzer before) {
            super(true, expand, before);
            this.lenient = lenient;
        }

        @Override
        public CharsRef analyze(String text, CharsRefBuilder reuse) throws IOException {
            try {
                return super.analyze(text, reuse);
            } catch (IllegalArgumentException error) {
                if (lenient) {
                    return new CharsRef("");
                }
                throw error;
            }
        }

        @Override
        public void add(CharsRef input, CharsRef output, boolean includeOriginal) {
            if (input.length > 0 && output.length > 0) {
                super.add(input, output, includeOriginal);
            }
        }
    }
}
