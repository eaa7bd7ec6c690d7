package fr.terraincommun.analysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;

/** asciifolding; it keeps the original only where one token may become two. */
record AsciiFolding(String name, boolean preserveOriginal) implements NormalizingTokenFilterFactory {

    static AsciiFolding read(Parameters parameters) {
        return new AsciiFolding(parameters.name(), parameters.flag("preserve_original", false));
    }

    @Override
    public TokenStream create(TokenStream stream) {
        return new ASCIIFoldingFilter(stream, preserveOriginal);
    }

    @Override
    public TokenStream normalize(TokenStream stream) {
        return new ASCIIFoldingFilter(stream, false);
    }

    @Override
    public TokenFilterFactory getSynonymFilter() {
        return new AsciiFolding(name, false);
    }
}
