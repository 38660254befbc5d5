def log = new File(basedir, 'build.log').text
assert log =~ /Tests run: 1, Failures: 0, Errors: 0, Skipped: 0.* com\.acme\.EitherLearnsTest/
assert log =~ /Tests run: [0-9]+, Failures: 0, Errors: 0, Skipped: 0.* com\.acme\.EitherTest/
assert log =~ /Tests run: 1, Failures: 0, Errors: 0, Skipped: 0.* com\.acme\.EitherAllocationTest/
assert new File(basedir, 'target/generated-test-sources/nn/com/acme/EitherReference.java').exists()
