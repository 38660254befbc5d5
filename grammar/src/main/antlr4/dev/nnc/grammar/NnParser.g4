/**
 * The sentences of the language. The parser reads tokens whose brackets are balanced and whose NEWLINEs are exactly the ends of
 * statements (one also stands before each closing brace and before the end of the file); the compiler sees to both. One token decides
 * nearly everywhere, so that an error is found at the token that is wrong.
 */
parser grammar NnParser;

options { tokenVocab = NnLexer; }

program : declarationLine* EOF ;

declarationLine : declaration NEWLINE ;

declaration
    : FUNCTION name parameters (ASSIGN expression | body) # function
    | BLOCK name parameters? body                         # block
    | MODEL name parameters? modelBody                    # model
    | TRAIN name trainBody                                # train
    ;

parameters : LEFT_PAREN (parameter (COMMA parameter)*)? RIGHT_PAREN ;

parameter : name (COLON name)? (ASSIGN expression)? ;

modelBody : LEFT_BRACE modelLine* RIGHT_BRACE ;

modelLine : modelStatement NEWLINE ;

modelStatement
    : input
    | target
    | output
    | parameterDeclaration
    | layer
    | loss
    | metric
    | entry
    | value
    ;

trainBody : LEFT_BRACE settingLine* RIGHT_BRACE ;

// Several settings may stand on one line.
settingLine : setting NEWLINE? ;

// A group of weights has settings of its own in braces.
setting : name expression (COMMA expression)* trainBody? ;

entryBody : LEFT_BRACE entryLine* RIGHT_BRACE ;

entryLine : entryStatement NEWLINE ;

entryStatement : state | output | value ;

body : LEFT_BRACE bodyLine* RIGHT_BRACE ;

bodyLine : bodyStatement NEWLINE ;

bodyStatement : layer | parameterDeclaration | valueOrResult ;

input : INPUT name COLON type ;

target : TARGET name COLON type ;

output : OUTPUT name (OF name)? (ASSIGN expression)? ;

parameterDeclaration : PARAMETER name COLON type ASSIGN expression ;

layer : LAYER name ASSIGN expression ;

// Before `=`, a name: `loss judging = ...`.
loss : LOSS expression (ASSIGN expression)? (UPDATES name (COMMA name)*)? ;

metric : METRIC expression (ASSIGN expression)? ;

entry : ENTRY name LEFT_PAREN (entryInput (COMMA entryInput)*)? RIGHT_PAREN entryBody ;

entryInput : name COLON type ;

state : STATE name COLON name ;

value : name ASSIGN expression ;

valueOrResult : expression (ASSIGN expression)? ;

// More than one class is a list of names.
type
    : FLOAT shape?                                                                # floatType
    | CLASS LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN shape?          # classType
    ;

shape : LEFT_BRACKET dimension (COMMA dimension)* RIGHT_BRACKET ;

dimension : sum (LESS_OR_EQUAL sum)? ;

expression : operation (ARROW operation)* ;

operation : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT* comparison ;

comparison : sum ((EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) sum)* ;

sum : product ((PLUS | MINUS) product)* ;

product : signed ((TIMES | DIVIDE) signed)* ;

signed : MINUS* postfix ;

postfix : primary (DOT name)* ;

primary
    : NUMBER                                                                          # number
    | STRING                                                                          # string
    | (TRUE | FALSE)                                                                  # boolean
    | name arguments?                                                                 # nameOrCall
    | LEFT_PAREN expression RIGHT_PAREN                                               # bracketed
    | LEFT_BRACKET (expression (COMMA expression)*)? RIGHT_BRACKET                    # list
    | REPEAT operation body                                                           # repeat
    | IF operation body ELSE (IF operation body ELSE)* body                           # conditional
    ;

arguments : LEFT_PAREN (argument (COMMA argument)*)? RIGHT_PAREN ;

// Before `=`, a name.
argument : expression (ASSIGN expression)? ;

name
    : ID
    | FUNCTION
    | BLOCK
    | MODEL
    | TRAIN
    | INPUT
    | TARGET
    | OUTPUT
    | PARAMETER
    | LAYER
    | LOSS
    | METRIC
    | ENTRY
    | STATE
    | OF
    | UPDATES
    | FLOAT
    | CLASS
    ;
