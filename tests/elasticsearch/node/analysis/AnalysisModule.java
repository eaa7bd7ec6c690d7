package fr.terraincommun.analysis;

import static org.elasticsearch.plugins.AnalysisPlugin.requiresAnalysisSettings;

import java.io.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.elasticsearch.index.analysis.PreConfiguredCharFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenizer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.indices.analysis.PreBuiltCacheFactory.CachingStrategy;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;

/**
 * What this project needs of the official analysis-common module, which is not on Maven Central.
 * Names, parameters and defaults are those of
 * https://www.elastic.co/docs/reference/text-analysis, so that the same index settings work on the official image.
 */
public final class AnalysisModule extends Plugin implements AnalysisPlugin, ActionPlugin {

    private ClusterService cluster;

    /** A component made from its parameters, every one of which it has read. */
    private static <T> AnalysisProvider<T> provider(Function<Parameters, T> read) {
        return (index, environment, name, settings) -> {
            Parameters parameters = new Parameters(index, environment, name, settings);
            T component = read.apply(parameters);
            parameters.refuseUnread();
            return component;
        };
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        Map<String, AnalysisProvider<TokenFilterFactory>> filters = new HashMap<>();
        filters.put("asciifolding", provider(AsciiFolding::read));
        TokenFilters.OPTIONAL_PARAMETERS.forEach((type, definition) -> filters.put(type, tokenFilter(type, definition)));
        TokenFilters.REQUIRED_PARAMETERS.forEach(
            (type, definition) -> filters.put(type, requiresAnalysisSettings(tokenFilter(type, definition)))
        );
        filters.put("synonym", requiresAnalysisSettings(provider(parameters -> Synonyms.read(parameters, false))));
        filters.put("synonym_graph", requiresAnalysisSettings(provider(parameters -> Synonyms.read(parameters, true))));
        return filters;
    }

    private static AnalysisProvider<TokenFilterFactory> tokenFilter(String type, TokenFilters.Definition definition) {
        return provider(parameters -> {
            UnaryOperator<TokenStream> wrap = definition.read(parameters);
            if (TokenFilters.NORMALIZING.contains(type)) {
                return new NormalizingTokenFilter(parameters.name(), wrap);
            }
            return new PlainTokenFilter(parameters.name(), wrap, TokenFilters.NOT_FOR_SYNONYMS.contains(type) == false);
        });
    }

    private record NormalizingTokenFilter(String name, UnaryOperator<TokenStream> wrap) implements NormalizingTokenFilterFactory {
        @Override
        public TokenStream create(TokenStream stream) {
            return wrap.apply(stream);
        }
    }

    private record PlainTokenFilter(String name, UnaryOperator<TokenStream> wrap, boolean forSynonyms) implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream stream) {
            return wrap.apply(stream);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            if (forSynonyms) {
                return this;
            }
            throw new IllegalArgumentException("Token filter [" + name + "] cannot be used to parse synonyms");
        }
    }

    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return TokenFilters.BY_NAME.entrySet()
            .stream()
            .map(
                filter -> PreConfiguredTokenFilter.singleton(
                    filter.getKey(),
                    TokenFilters.NORMALIZING.contains(filter.getKey()),
                    TokenFilters.NOT_FOR_SYNONYMS.contains(filter.getKey()) == false,
                    filter.getValue()
                )
            )
            .toList();
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        Map<String, AnalysisProvider<TokenizerFactory>> tokenizers = new HashMap<>();
        Tokenizers.ALL.forEach(
            (type, definition) -> tokenizers.put(
                type,
                provider(parameters -> TokenizerFactory.newFactory(parameters.name(), definition.read(parameters)))
            )
        );
        return tokenizers;
    }

    @Override
    public List<PreConfiguredTokenizer> getPreConfiguredTokenizers() {
        return Tokenizers.BY_NAME.entrySet()
            .stream()
            .map(tokenizer -> PreConfiguredTokenizer.singleton(tokenizer.getKey(), tokenizer.getValue()))
            .toList();
    }

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        Map<String, AnalysisProvider<CharFilterFactory>> filters = new HashMap<>();
        CharFilters.OPTIONAL_PARAMETERS.forEach((type, definition) -> filters.put(type, charFilter(type, definition)));
        CharFilters.REQUIRED_PARAMETERS.forEach(
            (type, definition) -> filters.put(type, requiresAnalysisSettings(charFilter(type, definition)))
        );
        return filters;
    }

    private static AnalysisProvider<CharFilterFactory> charFilter(String type, CharFilters.Definition definition) {
        return provider(parameters -> {
            UnaryOperator<Reader> wrap = definition.read(parameters);
            if (CharFilters.NORMALIZING.contains(type)) {
                return new NormalizingCharFilter(parameters.name(), wrap);
            }
            return new PlainCharFilter(parameters.name(), wrap);
        });
    }

    private record NormalizingCharFilter(String name, UnaryOperator<Reader> wrap) implements NormalizingCharFilterFactory {
        @Override
        public Reader create(Reader reader) {
            return wrap.apply(reader);
        }
    }

    private record PlainCharFilter(String name, UnaryOperator<Reader> wrap) implements CharFilterFactory {
        @Override
        public Reader create(Reader reader) {
            return wrap.apply(reader);
        }
    }

    @Override
    public List<PreConfiguredCharFilter> getPreConfiguredCharFilters() {
        return List.of(PreConfiguredCharFilter.singleton("html_strip", false, HTMLStripCharFilter::new));
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("french", provider(LanguageAnalyzer::french), "english", provider(LanguageAnalyzer::english));
    }

    @Override
    public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
        return List.of(
            new PreBuiltAnalyzerProviderFactory("french", CachingStrategy.LUCENE, FrenchAnalyzer::new),
            new PreBuiltAnalyzerProviderFactory("english", CachingStrategy.LUCENE, EnglishAnalyzer::new)
        );
    }

    @Override
    public Collection<?> createComponents(PluginServices services) {
        cluster = services.clusterService();
        return List.of();
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
        Settings settings,
        NamedWriteableRegistry writeables,
        RestController controller,
        ClusterSettings clusterSettings,
        IndexScopedSettings indexSettings,
        SettingsFilter filter,
        IndexNameExpressionResolver resolver,
        Supplier<DiscoveryNodes> nodes,
        Predicate<NodeFeature> features
    ) {
        return List.of(new Greeting(cluster));
    }
}
