"""The detectors, one a file: `detect(examined)` gives findings. The register finds a new file by itself."""
