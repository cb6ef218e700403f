"""How far results depend on who answered and on how the method weighs: ranges, effects, reliability of differences.

`model` holds what comes out and needs no NumPy; `answers` and `schemes` prepare what is drawn from, `tree` follows the
steps of `scoring` on arrays, `draws` names the generator, and `ranges`, `effects` and `separation` answer questions.
A range is never called a confidence interval: stakeholders are a purposive sample (handbook step 7).
"""
