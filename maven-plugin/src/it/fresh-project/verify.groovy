def log = new File(basedir, 'build.log').text
assert new File(basedir, 'target/generated-sources/nn/com/acme/Either.java').isFile()
assert new File(basedir, 'target/classes/com/acme/Lamp.class').isFile()
assert log.contains('compiled 1 of 1 model, wrote ')
assert log.contains('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
