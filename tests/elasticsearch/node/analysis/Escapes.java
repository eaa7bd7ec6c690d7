package fr.terraincommun.analysis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters written as \n, \t, \r, \b, \f, \\ or \u0000 in the rules of mapping and char_group. */
final class Escapes {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u\\p{XDigit}{4}|.|$)", Pattern.DOTALL);

    private Escapes() {}

    static String read(String written) {
        return ESCAPE.matcher(written).replaceAll(found -> Matcher.quoteReplacement(character(written, found.group(1))));
    }

    private static String character(String written, String escape) {
        return switch (escape) {
            case "" -> throw new IllegalArgumentException("[" + written + "] ends in the middle of an escape");
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "b" -> "\b";
            case "f" -> "\f";
            case "u" -> throw new IllegalArgumentException("[" + written + "] lacks four digits after \\u");
            default -> escape.length() == 5 ? Character.toString(Integer.parseInt(escape.substring(1), 16)) : escape;
        };
    }
}
