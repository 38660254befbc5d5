def log = new File(basedir, 'build.log').text
def first = log.indexOf('compiled 1 of 1 model, wrote ')
def second = log.indexOf('1 model, nothing changed')
assert first >= 0 && second > first
assert log.indexOf('compiled 1 of 1 model', first + 1) < 0

// javac found nothing to do either: the sources kept their time, and their folder was still a source root.
assert log.indexOf('Nothing to compile - all classes are up to date', second) > second
assert new File(basedir, 'target/classes/com/acme/Either.class').isFile()
