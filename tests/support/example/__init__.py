"""The example month: three made-up team leaders and two laptops, played by the kit's own acts."""
