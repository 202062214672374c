"""The package format of .pptx: a deterministic zip, parts and relationships, ids that stay, stamps and signatures, and the lint.

Used by `theme`, `emit` and `merge`; knows nothing of slides' content but how to read it for a signature.
"""
