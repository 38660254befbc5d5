/**
 * The words of the language. Every text has tokens: what is no word of the language becomes one of the tokens at the end, which the
 * compiler reports in its own words. Line ends and comments stay in the stream, because the compiler decides which line ends matter.
 */
lexer grammar NnLexer;

// Words that are never names.
IF : 'if' ;
ELSE : 'else' ;
REPEAT : 'repeat' ;
AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
TRUE : 'true' ;
FALSE : 'false' ;

// Words that open a line or a type, and are names everywhere else.
FUNCTION : 'function' ;
BLOCK : 'block' ;
MODEL : 'model' ;
TRAIN : 'train' ;
INPUT : 'input' ;
TARGET : 'target' ;
OUTPUT : 'output' ;
PARAMETER : 'parameter' ;
LAYER : 'layer' ;
LOSS : 'loss' ;
METRIC : 'metric' ;
ENTRY : 'entry' ;
STATE : 'state' ;
OF : 'of' ;
UPDATES : 'updates' ;
FLOAT : 'float' ;
CLASS : 'class' ;

ID : [a-zA-Z_] [a-zA-Z_0-9]* ;
NUMBER : [0-9]+ ('.' [0-9]+)? ([eE] [+-]? [0-9]+)? ;
STRING : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"' ;

LEFT_PAREN : '(' ;
RIGHT_PAREN : ')' ;
LEFT_BRACKET : '[' ;
RIGHT_BRACKET : ']' ;
LEFT_BRACE : '{' ;
RIGHT_BRACE : '}' ;

ARROW : '->' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS_OR_EQUAL : '<=' ;
GREATER_OR_EQUAL : '>=' ;
LESS : '<' ;
GREATER : '>' ;
PLUS : '+' ;
MINUS : '-' ;
TIMES : '*' ;
DIVIDE : '/' ;
ASSIGN : '=' ;
COLON : ':' ;
COMMA : ',' ;
DOT : '.' ;

NEWLINE : '\r\n' | '\n' | '\r' ;
LINE_COMMENT : '//' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> channel(HIDDEN) ;
BLANK : [ \t\f\uFEFF]+ -> skip ;

// What other languages write, or a slip of the keyboard; reported, then read as what was meant.
MALFORMED_NUMBER : [0-9] [a-zA-Z_0-9.]* ;
FOREIGN_NAME : [\p{L}_] [\p{L}\p{M}\p{N}_]* ;
FOREIGN_STRING : '\'' ~['\r\n]* '\'' | [\u201C\u201D\u201E] ~["\u201C\u201D\u201E\r\n]* ["\u201C\u201D\u201E] ;
FOREIGN_COMMENT : '#' ~[\r\n]* ;
FOREIGN_OPERATOR : '=>' | '|>' | '&&' | '||' | '**' | '!' | '^' | '%' | '@' | ';' | '\u2192' | '\u2212' | '\u2013' | '\u00D7'
                 | '\u00B7' | '\u00F7' | '\u2264' | '\u2265' | '\u2260' ;
UNCLOSED_STRING : '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'? ;
UNCLOSED_COMMENT : '/*' (~'*' | '*'+ ~[*/])* '*'* ;
STRAY : . ;
