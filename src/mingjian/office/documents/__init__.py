"""Acts on documents 文书 and on the files 卷宗 of closed cases."""
