def log = new File(basedir, 'build.log').text
def models = new File(basedir, 'src/main/nn/com/acme')

// Every mistake of every model at once, at a place that editors open, above the line it stands in.
assert log.contains("[ERROR] ${new File(models, 'first.nn')}:[5,14] ")
assert log.contains("[ERROR] ${new File(models, 'first.nn')}:[6,23] ")
assert log.contains("[ERROR] ${new File(models, 'second.nn')}:[5,23] ")
assert log.contains('left   = imagee -> dense(3)')
assert log.contains('3 errors in 2 models')
assert log.contains('BUILD FAILURE')

// A mistake of a person: no stack trace; and nothing was written, of the third model either, which is fine.
assert !log.contains('\tat dev.nnc')
assert !new File(basedir, 'target/generated-sources/nn').exists()
